package org.heliograph.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import org.heliograph.hub.outbox.Frame;

/** Some publications in a dialect's words, in both forms, each made once when somebody first needs it. One thread at a time. */
final class EncodedBatch {
    private static final Logger LOG = Logger.getLogger(EncodedBatch.class.getName());

    private final Dialect dialect;
    private final List<Publication> publications;
    private List<Frame> plain;
    private List<Frame> numbered;

    EncodedBatch(Dialect dialect, List<Publication> publications) {
        this.dialect = dialect;
        this.publications = publications;
    }

    /** For who listens to what happens from now on. */
    List<Frame> plain() {
        if (plain == null) {
            plain = encode(this::plain);
        }
        return plain;
    }

    /** For who resumes: what the log holds with its position, the rest without. */
    List<Frame> numbered() {
        if (numbered == null) {
            numbered = encode(publication -> publication.logged()
                    ? Frame.numbered(dialect.encodeNumbered(publication), publication, dialect.key(publication))
                    : plain(publication));
        }
        return numbered;
    }

    private Frame plain(Publication publication) {
        return Frame.of(dialect.encode(publication), publication, dialect.key(publication));
    }

    private List<Frame> encode(Function<Publication, Frame> form) {
        List<Frame> frames = new ArrayList<>(publications.size());
        for (Publication publication : publications) {
            try {
                frames.add(form.apply(publication));
            } catch (RuntimeException fault) {
                // what other programs publish may be anything; the publications beside it are heard all the same
                LOG.log(Level.WARNING, fault, () -> dialect.name() + " cannot tell " + publication.topic());
            }
        }
        return frames;
    }
}
