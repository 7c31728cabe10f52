package org.uketsuke.server.roster;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Gzip at its lightest: a roster shrinks to little more than at the usual level, in a third of the time. */
final class FastGzip extends GZIPOutputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    FastGzip(OutputStream compressed) throws IOException {
        super(compressed, BUFFER_BYTES);
        def.setLevel(Deflater.BEST_SPEED);
    }
}
