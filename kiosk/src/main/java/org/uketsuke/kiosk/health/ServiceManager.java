package org.uketsuke.kiosk.health;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * systemd, which started the kiosk and wants to hear from it (sd_notify(3)). By system calls, since Java 17 has no Unix datagram
 * sockets; not by the program systemd-notify, which would be a process for every beat, and would need {@code NotifyAccess=all},
 * with which anything that the kiosk starts could speak for it. Elsewhere, and started by hand, nobody listens.
 */
public final class ServiceManager {
    /** The kiosk is up. */
    public static final String READY = "READY=1";

    /** The kiosk is well; must come again within the unit's {@code WatchdogSec}. */
    public static final String WELL = "WATCHDOG=1";

    /** The kiosk is ending in order. */
    public static final String STOPPING = "STOPPING=1";

    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);
    // linux/socket.h, asm-generic/fcntl.h and sys/un.h
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int MSG_NOSIGNAL_DONTWAIT = 0x4000 | 0x40;
    private static final int PATH_AT = 2;
    private static final int PATH_BYTES_MAX = 107;
    private static final long MICROS_PER_MILLI = 1_000;

    private final Optional<String> address;
    private final Optional<Duration> patience;
    private final AtomicBoolean complained = new AtomicBoolean();

    private ServiceManager(Optional<String> address, Optional<Duration> patience) {
        this.address = address;
        this.patience = patience;
    }

    /** The calls that are needed, of the C library. */
    interface Sockets extends Library {
        /** Makes a socket. */
        int socket(int domain, int type, int protocol) throws LastErrorException;

        /** Sends a datagram. */
        int sendto(int socket, byte[] bytes, int length, int flags, Memory address, int addressLength)
                throws LastErrorException;

        /** Closes it. */
        int close(int socket) throws LastErrorException;
    }

    /**
     * The one that started this process.
     *
     * @param environment {@code NOTIFY_SOCKET}, the path of a socket, {@code @} in front for an abstract one; {@code
     *     WATCHDOG_USEC}
     */
    public static ServiceManager of(Map<String, String> environment) {
        Optional<String> address = Optional.ofNullable(environment.get("NOTIFY_SOCKET"))
                .filter(path -> path.startsWith("/") || path.startsWith("@"))
                .filter(path -> path.getBytes(StandardCharsets.UTF_8).length <= PATH_BYTES_MAX);
        Optional<Duration> patience = Optional.ofNullable(environment.get("WATCHDOG_USEC"))
                .filter(micros -> micros.matches("\\d{1,15}"))
                .map(micros -> Duration.ofMillis(Long.parseLong(micros) / MICROS_PER_MILLI))
                .filter(duration -> !duration.isZero());
        return new ServiceManager(address, patience);
    }

    /** How long it waits for {@link #WELL} before it restarts the kiosk; empty when it does not. */
    public Optional<Duration> patience() {
        return patience;
    }

    /** Tells it something; what cannot be told is said once in the log, and is no reason to stop. */
    public void tell(String state) {
        if (address.isEmpty()) {
            return;
        }
        try {
            send(address.get(), state.getBytes(StandardCharsets.UTF_8));
        } catch (LastErrorException | LinkageError e) {
            if (complained.compareAndSet(false, true)) {
                LOG.warn("The service manager cannot be told {}: {}", state, e.getMessage());
            }
        }
    }

    private static void send(String to, byte[] bytes) {
        Sockets sockets = Native.load("c", Sockets.class);
        byte[] path = to.getBytes(StandardCharsets.UTF_8);
        if (path[0] == '@') {
            path[0] = 0;
        }
        int socket = sockets.socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
        try (Memory address = new Memory(PATH_AT + PATH_BYTES_MAX + 1L)) {
            address.clear();
            address.setShort(0, AF_UNIX);
            address.write(PATH_AT, path, 0, path.length);
            sockets.sendto(socket, bytes, bytes.length, MSG_NOSIGNAL_DONTWAIT, address, PATH_AT + path.length);
        } finally {
            sockets.close(socket);
        }
    }
}
