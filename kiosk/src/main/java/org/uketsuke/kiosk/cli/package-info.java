/** The kiosk's commands: how scripts, the installer and the person in charge work with it. */
@NullMarked
package org.uketsuke.kiosk.cli;

import org.jspecify.annotations.NullMarked;
