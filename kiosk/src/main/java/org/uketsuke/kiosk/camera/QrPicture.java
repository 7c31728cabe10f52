package org.uketsuke.kiosk.camera;

/**
 * A QR code to show on a page.
 *
 * @param modules modules along one side, with the quiet zone around it
 * @param path the dark modules as an SVG path in units of modules
 */
public record QrPicture(int modules, String path) {
    /**
     * The code of a text.
     *
     * @throws IllegalArgumentException if the text is too long for a QR code
     */
    public static QrPicture of(String text) {
        QrMatrix matrix = QrMatrix.of(text);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < matrix.size(); y++) {
            for (int x = 0; x < matrix.size(); x++) {
                if (matrix.dark(x, y)) {
                    path.append('M')
                            .append(x + QrMatrix.QUIET_ZONE)
                            .append(' ')
                            .append(y + QrMatrix.QUIET_ZONE)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(matrix.size() + 2 * QrMatrix.QUIET_ZONE, path.toString());
    }
}
