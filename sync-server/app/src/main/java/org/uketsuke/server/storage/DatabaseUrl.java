package org.uketsuke.server.storage;

/** A database URL as people may see it. */
final class DatabaseUrl {
    private DatabaseUrl() {}

    /** The URL without its parameters and without {@code user:password@}: either may hold a password. */
    static String withoutSecrets(String jdbcUrl) {
        int parameters = jdbcUrl.indexOf('?');
        String address = parameters < 0 ? jdbcUrl : jdbcUrl.substring(0, parameters);
        int at = address.lastIndexOf('@');
        int host = address.indexOf("//");
        return at < 0 || host < 0 || at < host ? address : address.substring(0, host + 2) + address.substring(at + 1);
    }
}
