/** People of the office: accounts, passwords, log-in, sessions. */
@NullMarked
package org.uketsuke.server.account;

import org.jspecify.annotations.NullMarked;
