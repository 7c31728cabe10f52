/**
 * The sessions (講習) of a meeting and the touches at their doors, as the books have them, and what follows for members. Nothing is
 * decided here: {@link org.uketsuke.server.adjudicate.SessionJudgement} does. Entry point:
 * {@link org.uketsuke.server.session.SessionBooks}.
 */
@NullMarked
package org.uketsuke.server.session;

import org.jspecify.annotations.NullMarked;
