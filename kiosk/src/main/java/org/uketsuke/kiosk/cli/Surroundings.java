package org.uketsuke.kiosk.cli;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the commands get from outside, so that tests can give their own.
 *
 * @param environment environment variables
 * @param clock the time of day
 * @param nanoTime a monotonic clock in nanoseconds
 * @param random for ids and keys
 * @param out results, UTF-8
 * @param err complaints, UTF-8
 */
record Surroundings(
        Map<String, String> environment,
        Clock clock,
        LongSupplier nanoTime,
        SecureRandom random,
        PrintStream out,
        PrintStream err) {}
