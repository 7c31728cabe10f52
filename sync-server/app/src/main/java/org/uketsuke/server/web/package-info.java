/** HTTP for the features: routes with their gates, one header filter, one error mapper, the signature check. */
@NullMarked
package org.uketsuke.server.web;

import org.jspecify.annotations.NullMarked;
