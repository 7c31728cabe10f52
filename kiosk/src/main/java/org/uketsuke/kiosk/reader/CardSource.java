package org.uketsuke.kiosk.reader;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.scan.ScanSink;

/** Where a kiosk's cards come from: PC/SC, which is {@code Readers::start}, or a {@link SampleReader}. */
@FunctionalInterface
public interface CardSource {
    /** Starts reading cards; what is asked for and what is given is as with {@link Readers#start}. */
    Readers start(
            HardwareProfiles profiles,
            Optional<Pattern> readerFilter,
            ScanSink sink,
            LongSupplier nanoTime,
            Consumer<List<ReaderStatus>> onChange);
}
