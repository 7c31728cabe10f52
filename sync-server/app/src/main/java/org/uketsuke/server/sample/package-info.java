/** Sample data for trials, demonstrations and benches; everything says that it is a sample (見本). */
@NullMarked
package org.uketsuke.server.sample;

import org.jspecify.annotations.NullMarked;
