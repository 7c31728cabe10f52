package org.uketsuke.kiosk.health;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.function.BooleanSupplier;

/** Asks the kiosk's own screen over HTTP, as its page does. */
public final class SelfCheck {
    private static final int PATIENCE_MILLIS = 2_000;

    private SelfCheck() {}

    /** Whether {@code /health} of a port of this machine answers well within two seconds. */
    public static BooleanSupplier of(int port) {
        return () -> answers(port);
    }

    private static boolean answers(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/health").toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setUseCaches(false);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
