/** Members of a society, their qualifications and certification terms. */
@NullMarked
package org.uketsuke.server.member;

import org.jspecify.annotations.NullMarked;
