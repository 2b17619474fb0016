package org.heliograph.chaos.reader;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** What a reader hears through, without a library: it can stop reading wherever it is, and vanish in the middle of a frame. */
abstract class ReaderConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    /** For what has begun to come. */
    private static final int WHOLE_MILLIS = 15_000;
    /** For what may come. */
    private static final int STEP_MILLIS = 500;

    private final Socket socket = new Socket();
    private DataInputStream in;
    private OutputStream out;

    /**
     * Opens it.
     *
     * @param room   bytes that the system may take for it before it reads; 0 for the usual
     * @param head   the request
     * @param status of the answer
     * @throws IOException when nobody answers, or does so with another status
     */
    final void open(int port, int receiveBuffer, String head, int status) throws IOException {
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setSoTimeout(WHOLE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 512));
            out = socket.getOutputStream();
            out.write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                answer.append((char) in.readUnsignedByte());
            }
            if (!answer.substring(answer.indexOf(" ")).startsWith(" " + status + " ")) {
                throw new IOException(answer.substring(0, answer.indexOf("\r\n")));
            }
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    /** The next frame; null when nothing has come for a while. @throws IOException when the line has ended */
    abstract String next() throws IOException;

    /** Says that somebody is here. */
    abstract void ping() throws IOException;

    /** Says goodbye, and does not wait for an answer. */
    abstract void closeGracefully() throws IOException;

    /** The next byte, the rest of which comes soon; -1 when nothing has come for a while. */
    final int first() throws IOException {
        socket.setSoTimeout(STEP_MILLIS);
        try {
            return in.readUnsignedByte();
        } catch (SocketTimeoutException quiet) {
            return -1;
        } finally {
            socket.setSoTimeout(WHOLE_MILLIS);
        }
    }

    final DataInputStream in() {
        return in;
    }

    final OutputStream out() {
        return out;
    }

    /** Takes some bytes of whatever comes next, which is most often less than a frame, and is gone. */
    final void abortMidFrame(int bytes) throws IOException {
        socket.setSoTimeout(STEP_MILLIS);
        try {
            in.skipNBytes(bytes);
        } catch (SocketTimeoutException quiet) {
            // then it goes between two frames
        }
        abort();
    }

    /** Is gone from one moment to the other, with whatever was still to be read. */
    final void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public final void close() throws IOException {
        socket.close();
    }
}
