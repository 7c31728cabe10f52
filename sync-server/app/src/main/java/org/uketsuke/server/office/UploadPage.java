package org.uketsuke.server.office;

import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;

/**
 * The page where a kiosk's export file is brought in.
 *
 * @param done what became of the last file
 * @param problem why the last file could not be taken
 */
public record UploadPage(Optional<Text> done, Optional<Text> problem) {}
