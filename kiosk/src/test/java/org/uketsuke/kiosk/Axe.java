package org.uketsuke.kiosk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Looks at a page as the rules of WCAG 2.2 A and AA do, as far as a machine can. */
public final class Axe {
    private Axe() {}

    /** What it finds on the page that a browser shows: rule, place and what to do, one line each. */
    public static List<String> faults(Browser browser) {
        if (Boolean.TRUE.equals(browser.run("return typeof axe === 'undefined'"))) {
            browser.run(script());
        }
        Object found = browser.await("""
                const run = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']});
                return run.violations.flatMap((v) => v.nodes.map((n) => v.id + ' ' + n.target + ' ' + n.failureSummary));
                """);
        if (found instanceof List<?> faults) {
            return faults.stream().map(String::valueOf).toList();
        }
        throw new IllegalStateException("axe did not run: " + found);
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"), "axe-core")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
