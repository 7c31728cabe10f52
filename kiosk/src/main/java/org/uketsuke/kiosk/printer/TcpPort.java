package org.uketsuke.kiosk.printer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/** A raw TCP connection. It never blocks but in its selector, for a printer that stops reading would hold a plain one for ever. */
final class TcpPort implements Port {
    private static final int BYTE = 0xFF;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SocketChannel channel;
    private final Selector selector;
    private final LongSupplier nanoTime;
    private long written;

    private TcpPort(SocketChannel channel, Selector selector, LongSupplier nanoTime) {
        this.channel = channel;
        this.selector = selector;
        this.nanoTime = nanoTime;
    }

    /** Connects to {@code host:port}. */
    static TcpPort open(String address, Duration patience, LongSupplier nanoTime) throws IOException {
        SocketChannel channel = SocketChannel.open();
        Selector selector = Selector.open();
        TcpPort port = new TcpPort(channel, selector, nanoTime);
        try {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            if (!channel.connect(resolved(address))) {
                long end = nanoTime.getAsLong() + patience.toNanos();
                while (!channel.finishConnect()) {
                    port.await(key, SelectionKey.OP_CONNECT, end);
                }
            }
            return port;
        } catch (IOException | RuntimeException e) {
            port.close();
            throw e;
        }
    }

    private static SocketAddress resolved(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
        InetSocketAddress resolved = new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
        if (resolved.isUnresolved()) {
            throw new IOException("No address is known for the printer's name " + host);
        }
        return resolved;
    }

    private void await(SelectionKey key, int operation, long end) throws IOException {
        long millis = (end - nanoTime.getAsLong()) / NANOS_PER_MILLI;
        key.interestOps(operation);
        if (millis <= 0 || selector.select(millis) == 0) {
            throw new IOException("The printer did not go on in time");
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void write(byte[] bytes, Duration patience) throws IOException {
        long end = nanoTime.getAsLong() + patience.toNanos();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        SelectionKey key = channel.keyFor(selector);
        while (buffer.hasRemaining()) {
            int taken = channel.write(buffer);
            written += taken;
            if (taken == 0) {
                await(key, SelectionKey.OP_WRITE, end);
            }
        }
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public OptionalInt read(Duration patience) throws IOException {
        SelectionKey key = channel.keyFor(selector);
        key.interestOps(SelectionKey.OP_READ);
        selector.select(Math.max(1, patience.toMillis()));
        selector.selectedKeys().clear();
        ByteBuffer one = ByteBuffer.allocate(1);
        int count = channel.read(one);
        if (count < 0) {
            throw new IOException("The printer closed the connection");
        }
        return count == 0 ? OptionalInt.empty() : OptionalInt.of(one.get(0) & BYTE);
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
