package dev.lastgood.functions.stack;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** Something outside of a template that going back to it needs. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Asset.S3Object.class, name = "S3Object"),
  @JsonSubTypes.Type(value = Asset.Image.class, name = "Image"),
  @JsonSubTypes.Type(value = Asset.Layer.class, name = "Layer"),
  @JsonSubTypes.Type(value = Asset.Macro.class, name = "Macro"),
  @JsonSubTypes.Type(value = Asset.Untold.class, name = "Untold")
})
public sealed interface Asset {
  /**
   * An object in S3: the template of a nested stack, the code of a function, a definition.
   *
   * @param bucket its bucket
   * @param key its key
   * @param versionId absent where whatever is there now is meant
   * @param usedBy which property needs it, such as {@code Function.Code}
   */
  record S3Object(String bucket, String key, Optional<String> versionId, String usedBy)
      implements Asset {
    @Override
    public String name() {
      return "s3://" + bucket + "/" + key + versionId.map(id -> "?versionId=" + id).orElse("");
    }
  }

  /**
   * A container image.
   *
   * @param uri as the template has it
   * @param usedBy which property needs it
   */
  record Image(String uri, String usedBy) implements Asset {
    @Override
    public String name() {
      return uri;
    }

    /**
     * Whether it names what it means, in place of a tag that can be moved.
     *
     * @return true where a digest is given
     */
    public boolean isPinned() {
      return uri.contains("@sha256:");
    }
  }

  /**
   * A version of a Lambda layer.
   *
   * @param arn with its number
   * @param usedBy which property needs it
   */
  record Layer(String arn, String usedBy) implements Asset {
    @Override
    public String name() {
      return arn;
    }
  }

  /**
   * A macro that the account registers; AWS's own transforms are always there.
   *
   * @param macroName as the template names it
   */
  record Macro(String macroName) implements Asset {
    @Override
    public String name() {
      return "macro " + macroName;
    }

    @Override
    public String usedBy() {
      return "Transform";
    }
  }

  /**
   * One whose place cannot be told from the template and its parameters.
   *
   * @param expression what stands there, as JSON
   * @param usedBy which property needs it
   */
  record Untold(String expression, String usedBy) implements Asset {
    @Override
    public String name() {
      return expression;
    }
  }

  /**
   * What it is called.
   *
   * @return unique among assets of its kind
   */
  String name();

  /**
   * What needs it.
   *
   * @return a place in the template
   */
  String usedBy();
}
