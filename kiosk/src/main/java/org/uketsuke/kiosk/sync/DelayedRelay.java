package org.uketsuke.kiosk.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A far-away server for benches: relays TCP on the loopback and holds every byte back for half a round trip each way, without
 * limiting how many bytes are on their way.
 */
final class DelayedRelay implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final long oneWayNanos;
    private final LongSupplier nanoTime;

    private DelayedRelay(ServerSocket listener, InetSocketAddress server, Duration roundTrip, LongSupplier nanoTime) {
        this.listener = listener;
        this.server = server;
        this.oneWayNanos = roundTrip.toNanos() / 2;
        this.nanoTime = nanoTime;
    }

    /** Relays to a server until closed. */
    public static DelayedRelay to(InetSocketAddress server, Duration roundTrip, LongSupplier nanoTime)
            throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        DelayedRelay relay = new DelayedRelay(listener, server, roundTrip, nanoTime);
        daemon("relay", relay::accept);
        return relay;
    }

    /** Where clients connect. */
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            Socket upstream = new Socket(server.getAddress(), server.getPort());
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            carry(client, upstream);
            carry(upstream, client);
        }
    }

    private void carry(Socket from, Socket to) {
        DelayQueue<Chunk> underWay = new DelayQueue<>();
        daemon("relay-in", () -> {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[CHUNK_BYTES];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                underWay.add(new Chunk(Arrays.copyOf(buffer, length), nanoTime.getAsLong() + oneWayNanos, nanoTime));
            }
            underWay.add(new Chunk(new byte[0], nanoTime.getAsLong() + oneWayNanos, nanoTime));
        });
        daemon("relay-out", () -> {
            OutputStream out = to.getOutputStream();
            for (Chunk chunk = underWay.take(); chunk.bytes.length > 0; chunk = underWay.take()) {
                out.write(chunk.bytes);
                out.flush();
            }
            to.shutdownOutput();
        });
    }

    private static void daemon(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One end hung up; the connection is over, as it would be on a real line.
                        Thread.currentThread().interrupt();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static final class Chunk implements Delayed {
        private final byte[] bytes;
        private final long dueNanos;
        private final LongSupplier nanoTime;

        Chunk(byte[] bytes, long dueNanos, LongSupplier nanoTime) {
            this.bytes = bytes;
            this.dueNanos = dueNanos;
            this.nanoTime = nanoTime;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - nanoTime.getAsLong(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
