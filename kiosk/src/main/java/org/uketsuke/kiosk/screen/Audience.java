package org.uketsuke.kiosk.screen;

import java.util.concurrent.ConcurrentLinkedDeque;
import org.uketsuke.kiosk.screen.PageMessage.Kind;
import org.uketsuke.protocol.Wire;

/** The pages that are open now. More than a few means that old ones were left behind: the oldest goes. */
final class Audience implements AutoCloseable {
    /** One kiosk has one screen; a second and third are for staff and for a browser that is restarting. */
    static final int PAGES_MAX = 8;

    private final ConcurrentLinkedDeque<Viewer> viewers = new ConcurrentLinkedDeque<>();

    /** Adds a page. */
    Viewer admit() {
        Viewer viewer = new Viewer(this);
        viewers.addLast(viewer);
        while (viewers.size() > PAGES_MAX) {
            Viewer oldest = viewers.peekFirst();
            if (oldest != null) {
                oldest.close();
            }
        }
        return viewer;
    }

    void dismiss(Viewer viewer) {
        viewers.remove(viewer);
    }

    /** Tells all pages, without waiting for any. */
    void tell(Kind kind, PageMessage message) {
        tell(kind, Wire.write(message));
    }

    /** Tells all pages, without waiting for any. */
    void tell(Kind kind, String json) {
        viewers.forEach(viewer -> viewer.put(kind, json));
    }

    int size() {
        return viewers.size();
    }

    @Override
    public void close() {
        viewers.forEach(Viewer::close);
    }
}
