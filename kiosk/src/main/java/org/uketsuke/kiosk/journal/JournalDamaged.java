package org.uketsuke.kiosk.journal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A journal file that cannot be trusted or is none. It was left where it is, unchanged byte for byte. */
public final class JournalDamaged extends Exception {
    private final transient Path file;
    private final String what;

    JournalDamaged(Path file, String what, @Nullable Throwable cause) {
        super(file + ": " + what + ". " + whatToDo(file), cause);
        this.file = file;
        this.what = what;
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** What is the matter with it. */
    public String what() {
        return what;
    }

    /** What a person shall do. */
    public String whatToDo() {
        return whatToDo(file);
    }

    private static String whatToDo(Path file) {
        return "Nothing was changed. Move it, together with the files beside it whose names begin with "
                + file.getFileName()
                + ", to a safe place and hand them to the office; then start the kiosk again: it begins a new journal";
    }
}
