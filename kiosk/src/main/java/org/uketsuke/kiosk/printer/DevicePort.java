package org.uketsuke.kiosk.printer;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * A printer's device file on Linux, {@code /dev/usb/lp0}. By system calls that do not wait, for Java's own files do: a printer
 * without paper would hold the thread, and no other thread could free it.
 */
final class DevicePort implements Port {
    // asm-generic/fcntl.h, asm-generic/poll.h and errno-base.h of Linux
    private static final int O_RDWR = 2;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final int EAGAIN = 11;
    private static final int EINTR = 4;

    private static final int POLL_BYTES = 8;
    private static final int POLL_EVENTS_AT = 4;
    private static final int POLL_RESULT_AT = 6;
    private static final int BYTE = 0xFF;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LibC libC;
    private final int descriptor;
    private final LongSupplier nanoTime;
    private long written;

    private DevicePort(LibC libC, int descriptor, LongSupplier nanoTime) {
        this.libC = libC;
        this.descriptor = descriptor;
        this.nanoTime = nanoTime;
    }

    /** The calls that are needed, of the C library. */
    interface LibC extends Library {
        /** Opens a file. */
        int open(String path, int flags) throws LastErrorException;

        /** Writes what it can now. */
        int write(int descriptor, byte[] bytes, int count) throws LastErrorException;

        /** Reads what is there now. */
        int read(int descriptor, byte[] bytes, int count) throws LastErrorException;

        /** Waits for one descriptor. */
        int poll(Memory descriptors, int count, int millis) throws LastErrorException;

        /** Closes a file. */
        int close(int descriptor) throws LastErrorException;
    }

    /** Opens the device. */
    static DevicePort open(String path, LongSupplier nanoTime) throws IOException {
        try {
            LibC libC = Native.load("c", LibC.class);
            return new DevicePort(libC, libC.open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC), nanoTime);
        } catch (LastErrorException e) {
            throw new IOException("The printer's device " + path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public void write(byte[] bytes, Duration patience) throws IOException {
        long end = nanoTime.getAsLong() + patience.toNanos();
        int from = 0;
        while (from < bytes.length) {
            if (!ready(POLLOUT, end)) {
                throw new IOException("The printer did not go on in time");
            }
            byte[] rest = Arrays.copyOfRange(bytes, from, bytes.length);
            int taken = called(() -> libC.write(descriptor, rest, rest.length));
            from += taken;
            written += taken;
        }
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public OptionalInt read(Duration patience) throws IOException {
        byte[] one = new byte[1];
        boolean there = ready(POLLIN, nanoTime.getAsLong() + patience.toNanos());
        return there && called(() -> libC.read(descriptor, one, 1)) == 1
                ? OptionalInt.of(one[0] & BYTE)
                : OptionalInt.empty();
    }

    private boolean ready(short events, long end) throws IOException {
        try (Memory poll = new Memory(POLL_BYTES)) {
            poll.setInt(0, descriptor);
            poll.setShort(POLL_EVENTS_AT, events);
            poll.setShort(POLL_RESULT_AT, (short) 0);
            long millis = Math.max(0, (end - nanoTime.getAsLong()) / NANOS_PER_MILLI);
            int count = called(() -> libC.poll(poll, 1, (int) millis));
            return count == 1 && (poll.getShort(POLL_RESULT_AT) & events) != 0;
        }
    }

    /** A call that could not go on now has done nothing. */
    private static int called(Call call) throws IOException {
        try {
            return call.call();
        } catch (LastErrorException e) {
            if (e.getErrorCode() == EAGAIN || e.getErrorCode() == EINTR) {
                return 0;
            }
            throw new IOException("The line to the printer broke: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Call {
        int call() throws LastErrorException;
    }

    @Override
    public void close() throws IOException {
        called(() -> libC.close(descriptor));
    }
}
