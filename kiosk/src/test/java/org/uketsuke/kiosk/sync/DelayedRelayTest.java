package org.uketsuke.kiosk.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The far line of the benches: late, but what it was given, in the order it was given. */
@Timeout(30)
final class DelayedRelayTest {
    private static final int NUMBERS = 20_000;
    private static final long TICK_NANOS = 50_000;
    private static final Duration ROUND_TRIP = Duration.ofMillis(10);

    @Test
    void whatWentInFirstComesOutFirstThoughTimeGoesOnBetweenTwoLooksAtTheClock() throws Exception {
        AtomicLong looks = new AtomicLong();
        try (ServerSocket server = listen();
                DelayedRelay relay = to(server, () -> looks.getAndAdd(TICK_NANOS))) {
            CompletableFuture<int[]> received = CompletableFuture.supplyAsync(() -> numbersAt(server));

            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
                client.setTcpNoDelay(true);
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                for (int number = 0; number < NUMBERS; number++) {
                    out.writeInt(number);
                }

                assertThat(received.get(20, TimeUnit.SECONDS)).isSorted().hasSize(NUMBERS);
            }
        }
    }

    @Test
    void answerTakesARoundTrip() throws Exception {
        try (ServerSocket server = listen();
                DelayedRelay relay = to(server, System::nanoTime)) {
            CompletableFuture<Void> echo = CompletableFuture.runAsync(() -> echoOneByteAt(server));

            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
                long startNanos = System.nanoTime();
                client.getOutputStream().write(7);

                assertThat(client.getInputStream().read()).isEqualTo(7);
                assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(ROUND_TRIP.toNanos());
            }
            echo.get(20, TimeUnit.SECONDS);
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static DelayedRelay to(ServerSocket server, LongSupplier nanoTime) throws IOException {
        return DelayedRelay.to(
                new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), ROUND_TRIP, nanoTime);
    }

    private static int[] numbersAt(ServerSocket server) {
        try (Socket from = server.accept()) {
            DataInputStream in = new DataInputStream(from.getInputStream());
            int[] numbers = new int[NUMBERS];
            for (int i = 0; i < NUMBERS; i++) {
                numbers[i] = in.readInt();
            }
            return numbers;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void echoOneByteAt(ServerSocket server) {
        try (Socket from = server.accept()) {
            from.getOutputStream().write(from.getInputStream().read());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
