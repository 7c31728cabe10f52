package org.uketsuke.server.account;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.uketsuke.protocol.Messages.Text;

/** What a new password must be: long and not what everybody tries first. No rules about kinds of letters (ASVS 6.2). */
final class PasswordRule {
    static final int LENGTH_MIN = 12;
    static final int LENGTH_MAX = 256;

    private static final int DIFFERENT_MIN = 5;
    private static final Set<String> COMMON = common();

    private PasswordRule() {}

    /** What is wrong with a password, if anything. */
    static Optional<Text> objection(String password, String login) {
        int length = password.codePointCount(0, password.length());
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            return Optional.of(new Text(
                    LENGTH_MIN + "文字以上のパスワードを入力してください。",
                    "Enter a password of at least " + LENGTH_MIN + " characters."));
        }
        String lower = password.toLowerCase(Locale.ROOT);
        String stem = lower.replaceAll("[\\d\\p{Punct}\\s]+$", "");
        boolean guessable = COMMON.contains(lower)
                || COMMON.contains(stem)
                || stem.equals(login)
                || lower.equals(login)
                || lower.codePoints().distinct().count() < DIFFERENT_MIN;
        return guessable
                ? Optional.of(new Text(
                        "推測されやすいパスワードです。別の言葉をいくつかつないでください。",
                        "This password is easy to guess. Put a few unrelated words together."))
                : Optional.empty();
    }

    private static Set<String> common() {
        try (InputStream in = PasswordRule.class.getResourceAsStream("/common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("This program is incomplete: common-passwords.txt is missing");
            }
            return Set.copyOf(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new IllegalStateException("This program is incomplete: common-passwords.txt cannot be read", e);
        }
    }
}
