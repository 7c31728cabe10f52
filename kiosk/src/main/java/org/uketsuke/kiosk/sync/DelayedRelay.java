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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
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
        BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
        daemon("relay-in", () -> {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[CHUNK_BYTES];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                underWay.add(new Chunk(Arrays.copyOf(buffer, length), nanoTime.getAsLong() + oneWayNanos));
            }
            underWay.add(new Chunk(new byte[0], nanoTime.getAsLong() + oneWayNanos));
        });
        daemon("relay-out", () -> {
            OutputStream out = to.getOutputStream();
            for (Chunk chunk = due(underWay); chunk.bytes.length > 0; chunk = due(underWay)) {
                out.write(chunk.bytes);
                out.flush();
            }
            to.shutdownOutput();
        });
    }

    /** The next chunk, at its time: what went in first comes out first, also where two are due within one tick of the clock. */
    private Chunk due(BlockingQueue<Chunk> underWay) throws InterruptedException {
        Chunk chunk = underWay.take();
        TimeUnit.NANOSECONDS.sleep(chunk.dueNanos - nanoTime.getAsLong());
        return chunk;
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

    private record Chunk(byte[] bytes, long dueNanos) {}
}
