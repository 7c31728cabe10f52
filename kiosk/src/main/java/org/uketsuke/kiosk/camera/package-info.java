/** The booth's camera: grey pictures from the page become texts of QR codes and barcodes. */
@NullMarked
package org.uketsuke.kiosk.camera;

import org.jspecify.annotations.NullMarked;
