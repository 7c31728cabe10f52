package org.uketsuke.kiosk.health;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The receiving end of sd_notify: a real Unix datagram socket, as systemd has one. Linux only. */
public final class ListeningManager implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int ADDRESS_BYTES = 110;

    private final LibC libC = Native.load("c", LibC.class);
    private final int socket = libC.socket(AF_UNIX, SOCK_DGRAM, 0);
    private final String address;

    /** Listens at a path, or with {@code @} in front at an abstract name. */
    ListeningManager(String address) {
        this.address = address;
        byte[] path = address.getBytes(StandardCharsets.UTF_8);
        if (path[0] == '@') {
            path[0] = 0;
        }
        try (Memory name = new Memory(ADDRESS_BYTES)) {
            name.clear();
            name.setShort(0, (short) AF_UNIX);
            name.write(2, path, 0, path.length);
            libC.bind(socket, name, 2 + path.length);
        }
    }

    /** Listens in a folder. */
    public static ListeningManager in(Path folder) {
        return new ListeningManager(folder.resolve("notify").toString());
    }

    /** The calls that are needed, of the C library. */
    interface LibC extends Library {
        int socket(int domain, int type, int protocol) throws LastErrorException;

        int bind(int socket, Memory address, int length) throws LastErrorException;

        int recv(int socket, byte[] bytes, int length, int flags);

        int close(int socket);
    }

    public Map<String, String> environment() {
        return Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "20000000");
    }

    /** All that was told since the last time. */
    public List<String> heard() {
        List<String> heard = new ArrayList<>();
        byte[] bytes = new byte[256];
        int length = libC.recv(socket, bytes, bytes.length, MSG_DONTWAIT);
        while (length > 0) {
            heard.add(new String(bytes, 0, length, StandardCharsets.UTF_8));
            length = libC.recv(socket, bytes, bytes.length, MSG_DONTWAIT);
        }
        return heard;
    }

    @Override
    public void close() {
        libC.close(socket);
    }
}
