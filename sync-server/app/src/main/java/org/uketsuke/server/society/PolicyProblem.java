package org.uketsuke.server.society;

/**
 * Something wrong in a policy file.
 *
 * @param file name of the file, as given
 * @param key where, such as {@code rule[2].credits}; a line number if the file is not TOML at all
 * @param reason what is wrong, and what it should be
 */
public record PolicyProblem(String file, String key, String reason) {
    @Override
    public String toString() {
        return file + ": " + key + ": " + reason;
    }
}
