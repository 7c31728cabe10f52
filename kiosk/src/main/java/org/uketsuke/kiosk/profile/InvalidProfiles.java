package org.uketsuke.kiosk.profile;

import java.util.List;
import java.util.stream.Collectors;

/** The hardware profiles cannot be used. The message lists every problem, one a line, with file, key and reason. */
public final class InvalidProfiles extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ProfileProblem> problems;

    InvalidProfiles(List<ProfileProblem> problems) {
        super(problems.size() + " problem(s) in the hardware profiles; correct them and start again:\n"
                + problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of files. */
    public List<ProfileProblem> problems() {
        return problems;
    }
}
