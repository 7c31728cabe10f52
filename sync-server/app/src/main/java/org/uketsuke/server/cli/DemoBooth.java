package org.uketsuke.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.uketsuke.server.account.Passwords;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.booth.BoothKeys;
import org.uketsuke.server.booth.BoothStaffing;
import org.uketsuke.server.booth.BoothStaffing.Wanted;
import org.uketsuke.server.sample.SampleSociety;
import org.uketsuke.server.storage.Storage;

/** The booth of a demonstration: two sample people with PINs that everybody knows, and its key in a file for its owner only. */
final class DemoBooth implements AutoCloseable {
    /** PIN of the sample person in charge. */
    static final String LEAD_PIN = "13579024";

    /** PIN of the sample assistant. */
    static final String ASSISTANT_PIN = "24680135";

    private final Storage storage;
    private final Audit audit;
    private final Surroundings surroundings;

    /** Of a data folder that is there. */
    DemoBooth(Path data, Surroundings surroundings) {
        if (!Storage.isThere(data)) {
            throw new CommandFailed(
                    "There is no sample data in " + data + ". Begin anew: mvn -Pdemo -Ddemo.reset=true");
        }
        this.storage = Storage.open(data, Optional.empty(), surroundings.random());
        this.audit = new Audit(new AuditStore(storage), surroundings.clock());
        this.surroundings = surroundings;
    }

    /** Takes the two on, unless the booth has had anybody. */
    void staff() {
        BoothStaffing staffing = new BoothStaffing(
                storage, new Passwords(surroundings.random()), audit, surroundings.clock(), surroundings.random());
        if (staffing.all(SampleSociety.SOCIETY, SampleSociety.REGIONAL).isEmpty()) {
            add(staffing, "見本 責任者", true, LEAD_PIN);
            add(staffing, "見本 係員", false, ASSISTANT_PIN);
        }
    }

    private static void add(BoothStaffing staffing, String name, boolean lead, String pin) {
        Wanted wanted = new Wanted(SampleSociety.SOCIETY, SampleSociety.REGIONAL, name, lead);
        if (staffing.add(wanted, pin, Audit.COMMAND).isEmpty()) {
            throw new CommandFailed("The demo stops: the sample booth takes no more people.");
        }
    }

    /** Writes the booth's key as it now is, readable by this user only. */
    void writeKey(Path file) throws IOException {
        KeyFile.write(
                file,
                new BoothKeys(storage, audit, surroundings.random()).of(SampleSociety.SOCIETY, SampleSociety.REGIONAL));
    }

    @Override
    public void close() {
        storage.close();
    }
}
