package org.uketsuke.kiosk.printer;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A printer on a port of this machine: understands ESC @, GS v 0, GS V and DLE EOT 4, and can be out of order in many ways. */
final class FakePrinter implements AutoCloseable {
    /** What it does with those who connect. */
    enum Mood {
        PRINTS,
        OUT_OF_PAPER,
        /** Takes the connection, and never reads or answers. */
        HANGS,
        /** Answers how it is, and then reads nothing more. */
        HANGS_WHEN_PRINTING,
        /** Ends the connection at once. */
        CLOSES,
        /** Reads everything, answers nothing. */
        MUTE
    }

    private static final int PAPER_THERE = 0x12;
    private static final int PAPER_END = 0x72;
    private static final int SMALL_BUFFER = 4096;

    private final ServerSocket server;
    private final Thread thread = new Thread(this::serve, "fake-printer");
    private final List<Socket> held = new ArrayList<>();
    private final List<BufferedImage> printed = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Mood mood;

    FakePrinter(Mood mood) throws IOException {
        this.mood = mood;
        this.server = new ServerSocket();
        server.setReceiveBufferSize(SMALL_BUFFER);
        server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    void becomes(Mood next) {
        mood = next;
    }

    int connections() {
        return connections.get();
    }

    synchronized List<BufferedImage> printed() {
        return List.copyOf(printed);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                switch (mood) {
                    case HANGS -> hold(socket);
                    case CLOSES -> socket.close();
                    default -> converse(socket);
                }
            } catch (IOException e) {
                // the kiosk, or this test, ended the conversation
            }
        }
    }

    private synchronized void hold(Socket socket) {
        held.add(socket);
    }

    private void converse(Socket socket) throws IOException {
        try {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream print = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == 0x10) {
                    in.readNBytes(2);
                    if (mood != Mood.MUTE) {
                        socket.getOutputStream().write(mood == Mood.OUT_OF_PAPER ? PAPER_END : PAPER_THERE);
                    }
                    if (mood == Mood.HANGS_WHEN_PRINTING) {
                        hold(socket);
                        return;
                    }
                } else {
                    print.write(next);
                    if (EscPosPaper.endsCommand(print, in)) {
                        take(print);
                    }
                }
            }
        } finally {
            if (mood != Mood.HANGS_WHEN_PRINTING) {
                socket.close();
            }
        }
    }

    private synchronized void take(ByteArrayOutputStream print) {
        printed.add(EscPosPaper.picture(print.toByteArray()));
        print.reset();
    }

    @Override
    public synchronized void close() throws IOException {
        server.close();
        for (Socket socket : held) {
            socket.close();
        }
    }
}
