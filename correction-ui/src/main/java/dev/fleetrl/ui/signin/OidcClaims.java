package dev.fleetrl.ui.signin;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.ui.people.Person;
import dev.fleetrl.ui.people.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who a token means, and what they are here. */
final class OidcClaims {
    private OidcClaims() {}

    /** A name such as {@code ada@example.org} becomes {@code ada:example.org}: it stands in topics and files. */
    static Person person(SignInSettings.ByOidc settings, Map<String, Object> token) throws Refused {
        if (List.of(settings.nameClaim(), settings.rolesClaim()).contains("email")
                && !Boolean.TRUE.equals(token.get("email_verified"))) {
            throw new Refused(
                    Refused.NOT_ALLOWED, "the token does not say that your e-mail address is yours (email_verified)");
        }
        String name = words(token, settings.nameClaim()).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Refused.NOT_ALLOWED, "the token has no claim " + settings.nameClaim() + " to name you by"));
        Set<Role> roles = words(token, settings.rolesClaim()).stream()
                .filter(settings.roles()::containsKey)
                .map(settings.roles()::get)
                .collect(Collectors.toSet());
        if (roles.isEmpty()) {
            throw new Refused(
                    Refused.NOT_ALLOWED,
                    name + " has no role here: the claim " + settings.rolesClaim() + " has none of "
                            + settings.roles().keySet().stream().sorted().toList());
        }
        try {
            return new Person(new OperatorId(name.replace('@', ':')), roles);
        } catch (IllegalArgumentException e) {
            throw new Refused(Refused.NOT_ALLOWED, e.getMessage() + "; choose another people.nameClaim");
        }
    }

    private static List<String> words(Map<String, Object> token, String path) {
        Object found = token.get(path);
        if (found == null && path.contains(".")) {
            found = token;
            for (String key : path.split("\\.", -1)) {
                found = found instanceof Map<?, ?> object ? object.get(key) : null;
            }
        }
        if (found instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return found == null ? List.of() : List.of(String.valueOf(found));
    }
}
