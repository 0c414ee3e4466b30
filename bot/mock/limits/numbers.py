"""Every number that Discord documents for messages, components, modals and commands, by name.

Characters are counted as code points.
"""

# https://discord.com/developers/docs/resources/message#create-message
MESSAGE_CHARACTERS = 2_000
MESSAGE_EMBEDS = 10
MESSAGE_ATTACHMENTS = 10
NONCE_CHARACTERS = 25
ALLOWED_MENTION_IDS = 100

# https://support.discord.com: people with Nitro may write this much
NITRO_MESSAGE_CHARACTERS = 4_000

# https://discord.com/developers/docs/resources/message#embed-object-embed-limits
EMBED_CHARACTERS_IN_ALL = 6_000
EMBED_TITLE_CHARACTERS = 256
EMBED_DESCRIPTION_CHARACTERS = 4_096
EMBED_FIELDS = 25
EMBED_FIELD_NAME_CHARACTERS = 256
EMBED_FIELD_VALUE_CHARACTERS = 1_024
EMBED_FOOTER_CHARACTERS = 2_048
EMBED_AUTHOR_CHARACTERS = 256

# https://discord.com/developers/docs/components/reference
COMPONENTS_IN_ALL = 40
TEXT_DISPLAY_CHARACTERS_IN_ALL = 4_000
CUSTOM_ID_CHARACTERS = 100
ACTION_ROW_BUTTONS = 5
BUTTON_LABEL_CHARACTERS = 80
BUTTON_URL_CHARACTERS = 512
SELECT_OPTIONS = 25
SELECT_PLACEHOLDER_CHARACTERS = 150
OPTION_LABEL_CHARACTERS = 100
OPTION_VALUE_CHARACTERS = 100
OPTION_DESCRIPTION_CHARACTERS = 100
SECTION_TEXTS = 3
GALLERY_MEDIA = 10
MEDIA_DESCRIPTION_CHARACTERS = 1_024
ACCENT_COLOUR = 0xFFFFFF
COMPONENT_ID = 2**31 - 1

# https://discord.com/developers/docs/components/reference#legacy-message-component-behavior
LEGACY_ACTION_ROWS = 5

# https://discord.com/developers/docs/interactions/receiving-and-responding (modal), and the reference
MODAL_TITLE_CHARACTERS = 45
MODAL_COMPONENTS = 5
LABEL_CHARACTERS = 45
LABEL_DESCRIPTION_CHARACTERS = 100
TEXT_INPUT_CHARACTERS = 4_000
TEXT_INPUT_PLACEHOLDER_CHARACTERS = 100
RADIO_OPTIONS_LEAST = 2
CHOICE_GROUP_OPTIONS = 10
FILE_UPLOADS = 10

# https://discord.com/developers/docs/interactions/application-commands
COMMAND_NAME_CHARACTERS = 32
COMMAND_DESCRIPTION_CHARACTERS = 100
COMMAND_OPTIONS = 25
COMMAND_CHARACTERS_IN_ALL = 8_000
CHAT_INPUT_COMMANDS = 100
CONTEXT_MENU_COMMANDS = 15
CHOICES = 25
CHOICE_NAME_CHARACTERS = 100
CHOICE_VALUE_CHARACTERS = 100
STRING_OPTION_CHARACTERS = 6_000

# https://discord.com/developers/docs/interactions/receiving-and-responding
ACKNOWLEDGE_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0
FOLLOW_UPS_WITHOUT_BOT = 5
"""Follow-ups to an interaction of an app that only its user installed."""

# https://discord.com/developers/docs/resources/channel#start-thread-from-message
THREAD_NAME_CHARACTERS = 100
