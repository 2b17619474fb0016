package org.heliograph.chaos.reader;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A reader's connection on a plain socket: it can pause anywhere and disconnect within a frame. */
abstract class ReaderConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    /** Timeout within a frame. */
    private static final int WHOLE_MILLIS = 15_000;
    /** Timeout between frames. */
    private static final int STEP_MILLIS = 500;

    private final Socket socket = new Socket();
    private DataInputStream in;
    private OutputStream out;

    /**
     * Opens it.
     *
     * @param receiveBuffer bytes of the socket's receive buffer; 0 for the system's default
     * @param head   the request
     * @param status the expected status of the response
     * @throws IOException when there is no response or another status
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

    /** The next frame; null after a timeout. @throws IOException when the connection has ended */
    abstract String next() throws IOException;

    /** Sends a sign of liveness. */
    abstract void ping() throws IOException;

    /** Closes the connection properly without waiting for the response. */
    abstract void closeGracefully() throws IOException;

    /** The first byte of a frame; -1 after a timeout. */
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

    /** Reads some bytes, mostly less than a frame, and aborts the connection. */
    final void abortMidFrame(int bytes) throws IOException {
        socket.setSoTimeout(STEP_MILLIS);
        try {
            in.skipNBytes(bytes);
        } catch (SocketTimeoutException quiet) {
            // then it disconnects between two frames
        }
        abort();
    }

    /** Resets the connection and discards unread bytes. */
    final void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public final void close() throws IOException {
        socket.close();
    }
}
