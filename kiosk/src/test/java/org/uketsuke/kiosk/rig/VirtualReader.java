package org.uketsuke.kiosk.rig;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/**
 * One slot of a virtual reader: a card is put in by connecting to the driver's port and taken away by closing (vsmartcard's
 * vpcd: two bytes of length, then the payload; one byte is power off, on, reset, or "answer to reset, please").
 */
public final class VirtualReader implements AutoCloseable {
    private static final int ANSWER_TO_RESET = 4;

    private final String name;
    private final int port;
    private Optional<Socket> field = Optional.empty();

    VirtualReader(String name, int port) {
        this.name = name;
        this.port = port;
    }

    /** The name that pcscd was given; it adds two numbers. */
    public String name() {
        return name;
    }

    /** The port the driver listens on. */
    public int port() {
        return port;
    }

    /** Puts a card in; the driver notices within 400 ms. */
    public synchronized void insert(VirtualCard card) {
        remove();
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            field = Optional.of(socket);
            Thread thread = new Thread(() -> play(socket, card), "virtual card on " + name);
            thread.setDaemon(true);
            thread.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Nobody listens on port " + port + "; is pcscd running?", e);
        }
    }

    /** Takes the card away, if one is in. */
    public synchronized void remove() {
        field.ifPresent(VirtualReader::close);
        field = Optional.empty();
    }

    @Override
    public void close() {
        remove();
    }

    private static void play(Socket socket, VirtualCard card) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                // the driver writes length and payload apart; without this each command waits 40 ms for an
                // acknowledgement
                socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
                byte[] message = in.readNBytes(in.readUnsignedShort());
                if (message.length == 1 && message[0] != ANSWER_TO_RESET) {
                    card.powerLost();
                    continue;
                }
                Optional<byte[]> answer =
                        message.length == 1 ? Optional.of(card.answerToReset()) : card.answer(message);
                if (answer.isEmpty()) {
                    return;
                }
                out.write(framed(answer.get()));
            }
        } catch (IOException e) {
            // the card was taken away, or pcscd ended: the same to a card
            return;
        }
    }

    private static byte[] framed(byte[] payload) {
        byte[] frame =
                Arrays.copyOf(new byte[] {(byte) (payload.length >> 8), (byte) payload.length}, payload.length + 2);
        System.arraycopy(payload, 0, frame, 2, payload.length);
        return frame;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
