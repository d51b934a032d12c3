# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template.

from __future__ import annotations

from enum import StrEnum


class Environment(StrEnum):
    """
    Kind of data in a batch (D-12).

    - `production`: data of real users
    - `development`: test data
    """

    production = "production"
    development = "development"


class EventType(StrEnum):
    """
    The event types that have a schema, one per envelope (D-38).

    - `custom_event`: named by the sender
    - `commerce_event`: products and promotions
    - `screen_view`: a screen or page was shown
    - `session_start`: a session began
    - `session_end`: a session ended
    - `application_state_transition`: the application started, ended or moved
    - `push_registration`: the device registered for push messages
    - `push_message`: a push message was sent, arrived or was acted upon
    - `opt_out`: the user opted out or in
    - `network_performance`: a network request was measured
    - `crash_report`: the application crashed or reported an error
    - `breadcrumb`: a mark left on the way
    - `uninstall`: the application was removed
    - `first_run`: the application ran for the first time
    - `profile`: the user's profile changed
    - `user_attribute_change`: an attribute of the user changed
    - `user_identity_change`: an identity of the user changed
    """

    custom_event = "custom_event"
    commerce_event = "commerce_event"
    screen_view = "screen_view"
    session_start = "session_start"
    session_end = "session_end"
    application_state_transition = "application_state_transition"
    push_registration = "push_registration"
    push_message = "push_message"
    opt_out = "opt_out"
    network_performance = "network_performance"
    crash_report = "crash_report"
    breadcrumb = "breadcrumb"
    uninstall = "uninstall"
    first_run = "first_run"
    profile = "profile"
    user_attribute_change = "user_attribute_change"
    user_identity_change = "user_identity_change"


class CustomEventType(StrEnum):
    """
    Category of a custom event (D-5).

    - `navigation`: moving about in the application
    - `location`: places and movement
    - `search`: looking for something
    - `transaction`: business other than commerce events
    - `user_content`: content that the user made
    - `user_preference`: settings and tastes
    - `social`: sharing and other users
    - `other`: everything else
    - `media`: playback of media
    - `attribution`: which campaign brought the user
    """

    navigation = "navigation"
    location = "location"
    search = "search"
    transaction = "transaction"
    user_content = "user_content"
    user_preference = "user_preference"
    social = "social"
    other = "other"
    media = "media"
    attribution = "attribution"


class CommerceEventType(StrEnum):
    """
    Category of a commerce event, derived by the service from the action. Note the spelling of
    remove_from_wishlist, which is remove_from_wish_list in ProductActionType (D-4).

    - `add_to_cart`: product put into the cart
    - `remove_from_cart`: product taken out of the cart
    - `checkout`: checkout begun or continued
    - `checkout_option`: option chosen in the checkout
    - `click`: product chosen
    - `view_detail`: product page shown
    - `purchase`: products bought
    - `refund`: money returned
    - `promotion_view`: promotion shown
    - `promotion_click`: promotion chosen
    - `add_to_wishlist`: product put on the wish list
    - `remove_from_wishlist`: product taken off the wish list
    - `impression`: product list shown
    """

    add_to_cart = "add_to_cart"
    remove_from_cart = "remove_from_cart"
    checkout = "checkout"
    checkout_option = "checkout_option"
    click = "click"
    view_detail = "view_detail"
    purchase = "purchase"
    refund = "refund"
    promotion_view = "promotion_view"
    promotion_click = "promotion_click"
    add_to_wishlist = "add_to_wishlist"
    remove_from_wishlist = "remove_from_wishlist"
    impression = "impression"


class ProductActionType(StrEnum):
    """
    What was done with products. Note the spelling of remove_from_wish_list, which is remove_from_wishlist
    in CommerceEventType (D-4).

    - `add_to_cart`: put into the cart
    - `remove_from_cart`: taken out of the cart
    - `checkout`: checkout begun or continued
    - `checkout_option`: option chosen in the checkout
    - `click`: product chosen
    - `view_detail`: product page shown
    - `purchase`: bought
    - `refund`: money returned
    - `add_to_wishlist`: put on the wish list
    - `remove_from_wish_list`: taken off the wish list
    """

    add_to_cart = "add_to_cart"
    remove_from_cart = "remove_from_cart"
    checkout = "checkout"
    checkout_option = "checkout_option"
    click = "click"
    view_detail = "view_detail"
    purchase = "purchase"
    refund = "refund"
    add_to_wishlist = "add_to_wishlist"
    remove_from_wish_list = "remove_from_wish_list"


class PromotionActionType(StrEnum):
    """
    What was done with promotions.

    - `view`: shown to the user
    - `click`: chosen by the user
    """

    view = "view"
    click = "click"


class ApplicationTransitionType(StrEnum):
    """
    What the application did.

    - `application_initialized`: started
    - `application_exit`: ended
    - `application_background`: moved to the background
    - `application_foreground`: moved to the foreground
    """

    application_initialized = "application_initialized"
    application_exit = "application_exit"
    application_background = "application_background"
    application_foreground = "application_foreground"


class PushMessageType(StrEnum):
    """
    What happened to a push message.

    - `sent`: it was sent to the device
    - `received`: it arrived at the device
    - `action`: the user acted upon it
    """

    sent = "sent"
    received = "received"
    action = "action"


class ApplicationState(StrEnum):
    """
    Where the application was when a push message arrived.

    - `not_running`: not running
    - `background`: running in the background
    - `foreground`: running in the foreground
    """

    not_running = "not_running"
    background = "background"
    foreground = "foreground"


class ProfileEventType(StrEnum):
    """
    What happened to a profile.

    - `signup`: the user signed up
    - `login`: the user logged in
    - `logout`: the user logged out
    - `update`: the profile was changed
    - `delete`: the profile was deleted
    """

    signup = "signup"
    login = "login"
    logout = "logout"
    update = "update"
    delete = "delete"


class IdentityType(StrEnum):
    """
    Kind of user identity, the same names as the keys of UserIdentities.

    - `other`: any other kind
    - `customer_id`: the sender's own identifier
    - `facebook`: Facebook user id
    - `twitter`: Twitter (X) user id
    - `google`: Google account id
    - `microsoft`: Microsoft account id
    - `yahoo`: Yahoo account id
    - `email`: email address
    - `alias`: second name for the same user
    - `facebook_custom_audience_id`: Facebook id used for custom audiences
    - `other_id_2`: identity 2 of the sender's own choosing
    - `other_id_3`: identity 3 of the sender's own choosing
    - `other_id_4`: identity 4 of the sender's own choosing
    - `other_id_5`: identity 5 of the sender's own choosing
    - `other_id_6`: identity 6 of the sender's own choosing
    - `other_id_7`: identity 7 of the sender's own choosing
    - `other_id_8`: identity 8 of the sender's own choosing
    - `other_id_9`: identity 9 of the sender's own choosing
    - `other_id_10`: identity 10 of the sender's own choosing
    - `mobile_number`: mobile telephone number
    - `phone_number_2`: second telephone number
    - `phone_number_3`: third telephone number
    """

    other = "other"
    customer_id = "customer_id"
    facebook = "facebook"
    twitter = "twitter"
    google = "google"
    microsoft = "microsoft"
    yahoo = "yahoo"
    email = "email"
    alias = "alias"
    facebook_custom_audience_id = "facebook_custom_audience_id"
    other_id_2 = "other_id_2"
    other_id_3 = "other_id_3"
    other_id_4 = "other_id_4"
    other_id_5 = "other_id_5"
    other_id_6 = "other_id_6"
    other_id_7 = "other_id_7"
    other_id_8 = "other_id_8"
    other_id_9 = "other_id_9"
    other_id_10 = "other_id_10"
    mobile_number = "mobile_number"
    phone_number_2 = "phone_number_2"
    phone_number_3 = "phone_number_3"


class AttAuthorizationStatus(StrEnum):
    """
    Answer to Apple's App Tracking Transparency prompt.

    - `authorized`: the user allows tracking
    - `denied`: the user refuses tracking
    - `not_determined`: the user was not asked yet
    - `restricted`: the device does not allow asking
    """

    authorized = "authorized"
    denied = "denied"
    not_determined = "not_determined"
    restricted = "restricted"


class SourceChannel(StrEnum):
    """
    Channel through which a batch arrived.

    - `native`: native SDK on a device
    - `javascript`: web SDK
    - `pixel`: tracking pixel
    - `desktop`: desktop SDK
    - `partner`: partner feed
    - `server_to_server`: this API
    - `unknown`: not known
    """

    native = "native"
    javascript = "javascript"
    pixel = "pixel"
    desktop = "desktop"
    partner = "partner"
    server_to_server = "server_to_server"
    unknown = "unknown"


class SystemNotificationType(StrEnum):
    """
    Kind of system notification.

    - `gdpr_change`: consent under the GDPR changed
    """

    gdpr_change = "gdpr_change"


class MediaAction(StrEnum):
    """
    What a media player did. In no published schema (D-21).

    - `play`: began to play
    - `stop`: stopped
    - `update_playback_position`: reported its position
    - `skip`: skipped
    - `rate`: the user rated the media
    """

    play = "play"
    stop = "stop"
    update_playback_position = "update_playback_position"
    skip = "skip"
    rate = "rate"


class MediaFormat(StrEnum):
    """
    Kind of media. In no published schema (D-21).

    - `audio`: sound
    - `video`: film
    """

    audio = "audio"
    video = "video"


class MediaQuality(StrEnum):
    """
    Quality of media. In no published schema (D-21).

    - `low`: low
    - `sd`: standard definition
    - `medium`: medium
    - `hd`: high definition
    - `ultra_hd`: ultra-high definition
    """

    low = "low"
    sd = "sd"
    medium = "medium"
    hd = "hd"
    ultra_hd = "ultra_hd"


class DevicePlatform(StrEnum):
    """
    Known values of DeviceInformation.platform (D-14). Other values are passed on.

    - `iOS`: iPhone and iPad
    - `Android`: Android
    - `web`: web browser
    - `desktop`: desktop computer
    - `tvOS`: Apple TV
    - `roku`: Roku
    - `out_of_band`: not a device, for example a server
    - `alexa`: Amazon Alexa
    - `smart_tv`: smart television
    - `fire_tv`: Amazon Fire TV
    - `xbox`: Xbox
    """

    iOS = "iOS"
    Android = "Android"
    web = "web"
    desktop = "desktop"
    tvOS = "tvOS"
    roku = "roku"
    out_of_band = "out_of_band"
    alexa = "alexa"
    smart_tv = "smart_tv"
    fire_tv = "fire_tv"
    xbox = "xbox"


class ApplicationOs(StrEnum):
    """
    Known values of ApplicationInformation.os (D-40). The casing differs from DevicePlatform. Other values
    are passed on.

    - `Unknown`: not known
    - `IOS`: iPhone and iPad
    - `Android`: Android
    - `WindowsPhone`: Windows Phone
    - `MobileWeb`: web on a mobile device
    - `UnityIOS`: Unity on iOS
    - `UnityAndroid`: Unity on Android
    - `Desktop`: desktop computer
    - `TVOS`: Apple TV
    - `Roku`: Roku
    - `OutOfBand`: not a device, for example a server
    - `Alexa`: Amazon Alexa
    - `SmartTV`: smart television
    - `FireTV`: Amazon Fire TV
    - `Xbox`: Xbox
    """

    Unknown = "Unknown"
    IOS = "IOS"
    Android = "Android"
    WindowsPhone = "WindowsPhone"
    MobileWeb = "MobileWeb"
    UnityIOS = "UnityIOS"
    UnityAndroid = "UnityAndroid"
    Desktop = "Desktop"
    TVOS = "TVOS"
    Roku = "Roku"
    OutOfBand = "OutOfBand"
    Alexa = "Alexa"
    SmartTV = "SmartTV"
    FireTV = "FireTV"
    Xbox = "Xbox"


class DeviceOrientation(StrEnum):
    """
    Known values of device_orientation and status_bar_orientation. The mixed casing is real (D-15). Other
    values are passed on.

    - `portrait`: upright
    - `portrait_upside_down`: upside down
    - `landscape`: on its side
    - `LandscapeLeft`: on its left side
    - `LandscapeRight`: on its right side
    - `FaceUp`: lying on its back
    - `FaceDown`: lying on its face
    - `Square`: neither upright nor on its side
    """

    portrait = "portrait"
    portrait_upside_down = "portrait_upside_down"
    landscape = "landscape"
    LandscapeLeft = "LandscapeLeft"
    LandscapeRight = "LandscapeRight"
    FaceUp = "FaceUp"
    FaceDown = "FaceDown"
    Square = "Square"


class DataConnectionType(StrEnum):
    """
    Known values of DeviceCurrentState.data_connection_type. Other values are passed on.

    - `offline`: no connection
    - `wifi`: wireless network
    - `mobile`: mobile network
    """

    offline = "offline"
    wifi = "wifi"
    mobile = "mobile"


class LocationSource(StrEnum):
    """
    Known values of GeoLocation.location_source. Other values are passed on.

    - `unknown`: not known
    - `ip_lookup`: looked up from the IP address
    - `lat_long`: from coordinates
    """

    unknown = "unknown"
    ip_lookup = "ip_lookup"
    lat_long = "lat_long"


class PushNetwork(StrEnum):
    """
    Known values of PushMessageEventData.network. Other values are passed on.

    - `apn`: Apple Push Notification service
    - `gcm`: Google Cloud Messaging
    """

    apn = "apn"
    gcm = "gcm"


class PushMessageBehavior(StrEnum):
    """
    Known texts of PushMessageEventData.push_message_behavior, which can be an integer bit mask as well
    (D-7). Other values are passed on.

    - `Received`: the message arrived
    - `DirectOpen`: the user opened the message
    - `Read`: the user read the message
    - `InfluencedOpen`: the user opened the application soon after
    - `Displayed`: the message was shown
    """

    Received = "Received"
    DirectOpen = "DirectOpen"
    Read = "Read"
    InfluencedOpen = "InfluencedOpen"
    Displayed = "Displayed"
