/** The database: one file by default, PostgreSQL when one machine is not enough; the same SQL on both. */
@NullMarked
package org.uketsuke.server.storage;

import org.jspecify.annotations.NullMarked;
