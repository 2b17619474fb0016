package org.heliograph.identity.token;

import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;

/** The lookup of a route: the first line is the method, the rest the path. A route that is found is below one of the roots. */
public final class RouteScopesTarget implements FuzzTarget {
    @Override
    public void accept(byte[] input) {
        String[] call = FuzzInput.firstLine(input);
        String path = call.length > 1 ? call[1] : "";
        RouteScopes.of(call[0], path)
                .filter(scope -> scope.target() != RouteScope.Target.ANYBODY)
                .ifPresent(scope -> Require.that(
                        path.matches("(?s)/(api|v1|ws|internal|metrics)(/.*)?")
                                && !scope.anyOf().isEmpty(),
                        "a route that needs no scope, or lies elsewhere: " + path));
    }
}
