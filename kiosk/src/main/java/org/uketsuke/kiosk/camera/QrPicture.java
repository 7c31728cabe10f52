package org.uketsuke.kiosk.camera;

/**
 * A QR code to show or print.
 *
 * @param modules modules along one side, with the quiet zone of four around it
 * @param path the dark modules as an SVG path in units of modules
 */
public record QrPicture(int modules, String path) {
    /**
     * The code of a text, error correction M.
     *
     * @throws IllegalArgumentException if the text is too long for a QR code
     */
    public static QrPicture of(String text) {
        QrMatrix matrix = QrMatrix.of(text);
        return new QrPicture(matrix.size() + 2 * QrMatrix.QUIET_ZONE, path(matrix));
    }

    private static String path(QrMatrix matrix) {
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < matrix.size(); row++) {
            for (int column = 0; column < matrix.size(); column++) {
                if (matrix.dark(column, row)) {
                    path.append('M')
                            .append(column + QrMatrix.QUIET_ZONE)
                            .append(' ')
                            .append(row + QrMatrix.QUIET_ZONE)
                            .append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }
}
