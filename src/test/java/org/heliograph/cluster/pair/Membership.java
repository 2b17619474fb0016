package org.heliograph.cluster.pair;

import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;

/** A person's membership of acme; an owner on node a can end it. */
record Membership(Pair pair, InvitedUser person) {
    /** Acme as the member sees it on node a. */
    Fleet onA() {
        return on(pair.a());
    }

    Fleet onB() {
        return on(pair.b());
    }

    private Fleet on(Server node) {
        return new Fleet(node.api().with(person.api().token()), "acme");
    }

    void end() {
        pair.acmeOnA()
                .admin()
                .delete("/api/members/" + person.id() + "?org_id=acme")
                .data();
    }
}
