package org.uketsuke.server.society;

import java.util.List;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.Validity;

/**
 * Another society whose meetings earn credits (血液学関連諸学会).
 *
 * @param code short name, stable
 * @param rule code of the rule that applies to its meetings
 * @param region {@code overseas} or {@code domestic}
 * @param name display names
 * @param aliases other names that members search by: acronyms, spellings (がん/癌), later names
 * @param validity days on which it is on the list
 */
public record RelatedBody(
        String code, String rule, String region, Text name, List<String> aliases, Validity validity) {}
