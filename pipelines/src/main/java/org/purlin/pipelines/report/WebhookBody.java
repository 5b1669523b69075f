package org.purlin.pipelines.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * A sentence as a webhook takes it, by its host: {@code {"text": …}} but for those that want
 * something else. What they want is as their pages say.
 */
final class WebhookBody {

  private WebhookBody() {}

  /** The JSON to post. */
  static String of(String host, String sentence) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals("discord.com")) {
      return discord(sentence);
    }
    boolean workflow = name.endsWith(".logic.azure.com") || name.endsWith(".powerplatform.com");
    return workflow ? card(sentence) : text(sentence).toString();
  }

  private static ObjectNode text(String sentence) {
    return JsonNodeFactory.instance.objectNode().put("text", sentence);
  }

  /** Nobody is called by name, whatever the sentence holds. */
  private static String discord(String sentence) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("content", sentence);
    message.putObject("allowed_mentions").putArray("parse");
    return message.toString();
  }

  /** Workflows of Teams take Adaptive Cards; one made by hand may want the text alone. */
  private static String card(String sentence) {
    ObjectNode message = text(sentence).put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    ObjectNode card = attachment.putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard").put("version", "1.2");
    ObjectNode block = card.putArray("body").addObject();
    block.put("type", "TextBlock").put("text", sentence).put("wrap", true);
    return message.toString();
  }
}
