package org.uketsuke.kiosk.profile;

/**
 * One thing that is wrong in a profile.
 *
 * @param file which file
 * @param key which key, dotted; empty when the file as a whole is meant
 * @param reason what is wrong and what is right
 */
public record ProfileProblem(String file, String key, String reason) {
    @Override
    public String toString() {
        return key.isEmpty() ? file + ": " + reason : file + ": " + key + ": " + reason;
    }
}
