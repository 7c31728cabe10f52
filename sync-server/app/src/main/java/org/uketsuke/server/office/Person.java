package org.uketsuke.server.office;

import org.uketsuke.server.web.Query;

/**
 * A member as lists show them.
 *
 * @param society society code
 * @param id pseudonymous member id
 * @param memberNo member number
 * @param familyName as the member writes it
 * @param givenName as the member writes it
 */
public record Person(String society, String id, String memberNo, String familyName, String givenName) {
    /** Address of their page; names stay out of addresses. */
    public String path() {
        return "/members/" + Query.encoded(society) + "/" + Query.encoded(id);
    }

    /** Family name first. */
    public String name() {
        return familyName + " " + givenName;
    }
}
