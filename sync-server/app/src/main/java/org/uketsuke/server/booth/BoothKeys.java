package org.uketsuke.server.booth;

import java.security.SecureRandom;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.storage.Storage;

/** The keys that open booths, one per meeting. */
public final class BoothKeys {
    private final Storage storage;
    private final Audit audit;
    private final SecureRandom random;

    /** Over the database, with the audit trail and chance. */
    public BoothKeys(Storage storage, Audit audit, SecureRandom random) {
        this.storage = storage;
        this.audit = audit;
        this.random = random;
    }

    /** The key of a meeting that is there; a meeting from before there were such keys gets one now. */
    public BoothKey of(String society, String meeting) {
        return storage.read(handle -> new BoothKeyStore(handle).find(society, meeting))
                .orElseGet(() -> storage.write(handle -> {
                    BoothKeyStore store = new BoothKeyStore(handle);
                    store.keepIfNone(society, meeting, BoothKey.make(random));
                    return store.find(society, meeting).orElseThrow();
                }));
    }

    /**
     * Makes another key; sheets of the old one open nothing once kiosks have heard of it with their assignment.
     *
     * @param by account id
     */
    BoothKey makeNew(String society, String meeting, String by) {
        BoothKey key = BoothKey.make(random);
        storage.change(handle -> {
            new BoothKeyStore(handle).replace(society, meeting, key);
            audit.record(handle, by, Action.BOOTH_KEY_MADE, society + "/" + meeting, "");
        });
        return key;
    }
}
