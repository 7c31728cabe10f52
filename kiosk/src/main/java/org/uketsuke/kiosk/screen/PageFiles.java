package org.uketsuke.kiosk.screen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page itself: a closed list of files of the class path, read once at start, so that no path can lead elsewhere. */
final class PageFiles {
    /** The files by path. */
    private static final List<String> NAMES = List.of(
            "index.html",
            "icon.svg",
            "screen.css",
            "result.css",
            "main.js",
            "results.js",
            "door.js",
            "standing.js",
            "language.js",
            "sound.js",
            "wedge.js",
            "keys.js",
            "camera.js",
            "kiosk.js",
            "heartbeat.js",
            "texts.json",
            "desk.html",
            "desk.css",
            "desk.js",
            "desk-kana.js",
            "desk-person.js",
            "desk-day.js",
            "desk-sessions.js",
            "desk-texts.json",
            "opening.html",
            "closing.html",
            "duty.css",
            "duty.js",
            "duty-door.js",
            "opening.js",
            "closing.js",
            "duty-texts.json");

    /**
     * One file.
     *
     * @param type its media type
     * @param bytes its content
     */
    record PageFile(String type, byte[] bytes) {}

    private final Map<String, PageFile> files = new LinkedHashMap<>();

    PageFiles() {
        for (String name : NAMES) {
            files.put(pathOf(name), new PageFile(typeOf(name), bytesOf(name)));
        }
    }

    private static String pathOf(String name) {
        return switch (name) {
            case "index.html" -> "/";
            case "desk.html" -> "/desk";
            case "opening.html" -> "/opening";
            case "closing.html" -> "/closing";
            default -> "/" + name;
        };
    }

    Map<String, PageFile> byPath() {
        return Map.copyOf(files);
    }

    private static byte[] bytesOf(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream("/screen/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The screen's file " + name + " is missing from this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the screen's file " + name, e);
        }
    }

    private static String typeOf(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "js" -> "text/javascript; charset=utf-8";
            default -> "application/json; charset=utf-8";
        };
    }
}
