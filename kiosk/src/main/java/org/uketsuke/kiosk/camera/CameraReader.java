package org.uketsuke.kiosk.camera;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.scan.Frame;
import org.uketsuke.kiosk.scan.FrameReader;
import org.uketsuke.kiosk.scan.Repeats;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.ScanSink;

/** Reads codes from the booth's camera, and hands on those texts that can be believed. */
public final class CameraReader implements FrameReader {
    /** What scans of a camera give as their reader. */
    public static final String READER = "camera";

    private final FrameDecoder decoder;
    private final ScanSink sink;
    private final Repeats repeats;
    private final Belief belief = new Belief();

    /**
     * Reads for one camera.
     *
     * @param sink takes the scans
     * @param nanoTime monotonic clock, as {@link System#nanoTime}
     */
    public CameraReader(ScanSink sink, LongSupplier nanoTime) {
        this.decoder = new FrameDecoder(nanoTime);
        this.sink = sink;
        this.repeats = new Repeats(nanoTime);
    }

    @Override
    public Sighting look(Frame frame) {
        Optional<String> text = believed(frame);
        if (text.isEmpty()) {
            return decoder.sawSomethingLikeACode() ? Sighting.LIKE_A_CODE : Sighting.NOTHING;
        }
        if (!repeats.sameScan(text.get())) {
            boolean recorded = sink.take(new Scan.Text(text.get(), READER)).recorded();
            if (!recorded) {
                repeats.tryAgainLater(text.get());
            }
        }
        return Sighting.READ;
    }

    /** One picture at a time; a scan is handed over outside, so that a slow disk does not hold up the next picture's look. */
    private synchronized Optional<String> believed(Frame frame) {
        return belief.believed(decoder.decode(frame));
    }
}
