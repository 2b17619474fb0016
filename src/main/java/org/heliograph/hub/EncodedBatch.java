package org.heliograph.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.platform.QuietLogger;

/**
 * Publications encoded in one dialect, in several forms; each form is encoded once, when it is first needed. A publication that cannot be
 * encoded has no frame. When the JVM is short of memory instead, nothing can be encoded any more: every form throws that error, so that the
 * connections are closed and their clients resume, instead of missing something without notice. Not thread-safe.
 */
final class EncodedBatch {
    private static final QuietLogger LOG = new QuietLogger(Logger.getLogger(EncodedBatch.class.getName()));

    private final Dialect dialect;
    private final List<Publication> publications;
    private final String epoch;
    private List<Frame> plain;
    private List<Frame> sequenced;
    /** Kept, since a try for each connection would cost the JVM a collection of all garbage each. Null for none. */
    private VirtualMachineError failure;

    private final Map<String, List<Frame>> withEpoch = new HashMap<>(2);

    /** @param epoch of the log that has them; null for publications that are in none */
    EncodedBatch(Dialect dialect, List<Publication> publications, String epoch) {
        this.dialect = dialect;
        this.publications = publications;
        this.epoch = epoch;
    }

    /** Whether a log of that epoch has its logged publications. */
    boolean isOf(String other) {
        return other.equals(epoch);
    }

    /** Frames without sequence numbers, for connections that do not resume. */
    List<Frame> plain() {
        if (plain == null) {
            plain = encode(this::plain);
        }
        return plain;
    }

    /** Those whose key matches. @param keys null for all */
    List<Frame> plain(Predicate<String> keys) {
        return keys == null
                ? plain()
                : plain().stream().filter(frame -> keys.test(frame.key())).toList();
    }

    /** Frames for connections that resume: logged publications with their sequence number, the others without. */
    List<Frame> sequenced() {
        if (sequenced == null) {
            sequenced = encode(publication -> sequenced(publication, dialect::encodeSequenced));
        }
        return sequenced;
    }

    /** As {@link #sequenced()}, for connections that know epochs. @param epoch of the log */
    List<Frame> sequenced(String epoch) {
        return dialect.namesEpochs()
                ? withEpoch.computeIfAbsent(
                        epoch,
                        same -> encode(
                                publication -> sequenced(publication, logged -> dialect.encodeSequenced(logged, same))))
                : sequenced();
    }

    private Frame sequenced(Publication publication, Function<Publication, String> form) {
        return publication.logged()
                ? Frame.sequenced(form.apply(publication), publication, dialect.key(publication))
                : plain(publication);
    }

    private Frame plain(Publication publication) {
        return Frame.of(dialect.encode(publication), publication, dialect.key(publication));
    }

    private List<Frame> encode(Function<Publication, Frame> form) {
        if (failure != null) {
            throw failure;
        }
        try {
            List<Frame> frames = new ArrayList<>(publications.size());
            for (Publication publication : publications) {
                Frame frame = encodeOrSkip(publication, form);
                if (frame != null) {
                    frames.add(frame);
                }
            }
            return frames;
        } catch (VirtualMachineError fault) {
            failure = fault;
            throw fault;
        }
    }

    /** Other programs publish arbitrary content: one publication must not stop the rest of its batch. @return null when it has no frame */
    private Frame encodeOrSkip(Publication publication, Function<Publication, Frame> form) {
        try {
            return encode(publication, form);
        } catch (RuntimeException | Error fault) {
            if (isOfTheJvm(fault)) {
                throw fault;
            }
            LOG.log(
                    fault instanceof RuntimeException ? Level.WARNING : Level.SEVERE,
                    fault,
                    () -> dialect.name() + " cannot encode a publication on " + publication.topic());
            return null;
        }
    }

    /** Whether it says nothing about the publication. Content that is nested too deeply overflows the stack. */
    private static boolean isOfTheJvm(Throwable fault) {
        return fault instanceof VirtualMachineError && !(fault instanceof StackOverflowError);
    }

    /** An Error, such as that memory was short, is another matter than the content: it may pass. */
    private static Frame encode(Publication publication, Function<Publication, Frame> form) {
        try {
            return form.apply(publication);
        } catch (Error once) {
            return form.apply(publication);
        }
    }
}
