package org.heliograph.chaos.reader;

import java.io.IOException;

/** By which way a reader comes in. */
public enum Door {
    /** {@code /api/realtime}. */
    SOCKET {
        @Override
        Line open(int port, int room, String query, long since) throws IOException {
            return new SocketLine(port, room, query, since);
        }
    },
    /** {@code /api/events}. */
    STREAM {
        @Override
        Line open(int port, int room, String query, long since) throws IOException {
            return new StreamLine(port, room, query, since);
        }
    };

    /**
     * Opens a line on which everything after a position comes.
     *
     * @param room  bytes that the system may take for it before it reads; 0 for the usual
     * @param query names the organisation and a token
     */
    abstract Line open(int port, int room, String query, long since) throws IOException;
}
