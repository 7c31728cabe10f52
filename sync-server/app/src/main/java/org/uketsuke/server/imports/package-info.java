/** Takes in the office's CSV files: row by row, nothing twice, every bad row named. */
@NullMarked
package org.uketsuke.server.imports;

import org.jspecify.annotations.NullMarked;
