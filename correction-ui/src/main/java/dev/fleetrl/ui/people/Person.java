package dev.fleetrl.ui.people;

import dev.fleetrl.contracts.OperatorId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Somebody, and what they are here. */
public record Person(OperatorId name, Set<Role> roles) {
    private static final OperatorId SOMEBODY = new OperatorId("somebody");

    public Person {
        roles = Set.copyOf(roles);
    }

    /** Who is not signed in. */
    public static Person somebody(Set<Role> roles) {
        return new Person(SOMEBODY, roles);
    }

    public boolean isSignedIn() {
        return mayBeCalled(name);
    }

    /** There is one name that no person can have. */
    public static boolean mayBeCalled(OperatorId name) {
        return !name.equals(SOMEBODY);
    }

    /** Nothing where they may; otherwise why not, and who may. */
    public Optional<String> refusal(Right right) {
        if (right.isOf(roles)) {
            return Optional.empty();
        }
        return Optional.of(
                isSignedIn()
                        ? name + " is " + String.join(", ", roleNames()) + "; this is for " + right.holders()
                        : "sign in first");
    }

    /** In the order of {@link Role}. */
    public List<String> roleNames() {
        return EnumSet.allOf(Role.class).stream()
                .filter(roles::contains)
                .map(Role::name)
                .toList();
    }

    /** All that they may do. */
    public List<Right> rights() {
        return Arrays.stream(Right.values()).filter(right -> right.isOf(roles)).toList();
    }
}
