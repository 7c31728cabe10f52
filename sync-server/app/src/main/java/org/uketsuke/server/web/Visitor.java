package org.uketsuke.server.web;

import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;

/**
 * The person whose request it is, once an office gate let them in.
 *
 * @param account account id
 * @param login log-in name
 * @param name display name
 * @param administrator whether they may look after accounts
 * @param formToken what a form of this session must carry
 */
public record Visitor(String account, String login, String name, boolean administrator, String formToken) {
    private static final String ATTRIBUTE = "visitor";

    /** Notes who came in. */
    public void enter(Context request) {
        request.attribute(ATTRIBUTE, this);
    }

    /** Who came in; only behind an office gate. */
    public static Visitor of(Context request) {
        return Objects.requireNonNull(request.<Visitor>attribute(ATTRIBUTE), "Only for routes behind an office gate");
    }

    /** Who came in, if anybody did. */
    public static Optional<Visitor> find(Context request) {
        return Optional.ofNullable(request.<Visitor>attribute(ATTRIBUTE));
    }
}
