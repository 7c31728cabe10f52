package org.uketsuke.server.storage;

/** The engines that every storage test runs on: {@code @ParameterizedTest @EnumSource Engine engine}. */
public enum Engine {
    /** A new file. */
    SQLITE,
    /** A new database on a real server of this process. */
    POSTGRESQL
}
