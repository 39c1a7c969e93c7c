package dev.fleetrl.ui.people;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** What one must be allowed to do. */
public enum Right {
    /** For anybody, signed in or not: to greet, to ask for the description of the API, or what proves itself by other means. */
    GREET(Role.values()),
    /** To see robots live, and who calls for help. */
    WATCH(Role.values()),
    /** To stop a robot, or all: whoever may see them may. */
    STOP(Role.values()),
    /** To take over, drive, hold, hand back, let go on, judge, pause recording, claim a call for help. */
    OPERATE(Role.OPERATOR),
    /** To read what was recorded and learned. */
    READ(Role.OPERATOR, Role.RESEARCHER),
    /** To say how a sealed episode ended. */
    LABEL(Role.OPERATOR, Role.RESEARCHER),
    /** To ask for collections and rounds, to publish, and to exclude episodes. */
    RESEARCH(Role.RESEARCHER),
    /** To read who did what. */
    AUDIT(Role.RESEARCHER),
    /** To enrol robots, and whatever else changes the site. */
    ADMINISTER;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is
    private final Set<Role> roles;

    Right(Role... roles) {
        this.roles = Set.of(roles);
    }

    public boolean isOf(Collection<Role> somebody) {
        return this == GREET
                || somebody.contains(Role.ADMIN)
                || somebody.stream().anyMatch(roles::contains);
    }

    /** Who has it, in words. */
    public String holders() {
        return Arrays.stream(Role.values())
                .filter(role -> role == Role.ADMIN || roles.contains(role))
                .map(Role::name)
                .collect(Collectors.joining(", "));
    }
}
