package org.uketsuke.server.cli;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/**
 * What the commands get from outside, so that tests can give their own.
 *
 * @param environment environment variables
 * @param clock the time
 * @param random for ids, codes and keys
 * @param out results, UTF-8
 * @param err complaints, UTF-8
 */
public record Surroundings(
        Map<String, String> environment, Clock clock, SecureRandom random, PrintStream out, PrintStream err) {}
